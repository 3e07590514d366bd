"""What city and gateway share."""

SMS_SECRET = "a-secret-of-this-test"
