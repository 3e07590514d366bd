from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ("evaluation", "0005_bring_complaints_to_the_desk"),
    ]

    operations = [migrations.DeleteModel(name="Complaint")]
