from django.db import migrations, models
import django.db.models.deletion


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0012_bar_from_applying_again'),
        ('identity', '0013_record_what_followed_divisions'),
    ]

    operations = [
        migrations.AlterField(
            model_name='case',
            name='agency',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.agency'),
        ),
    ]
