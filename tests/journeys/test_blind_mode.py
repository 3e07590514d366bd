"""In blind mode an examiner works on what the system drew to him without learning who applied; a supervisor checks the lot."""

