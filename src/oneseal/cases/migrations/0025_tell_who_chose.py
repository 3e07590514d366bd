from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0024_cut_words_faster'),
    ]

    operations = [
        migrations.AddField(
            model_name='migrationcase',
            name='chosen_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='migrationcase',
            name='chosen_by',
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name='migrationcase',
            name='chosen_by_name',
            field=models.CharField(blank=True, db_default='', default='', max_length=200),
        ),
        migrations.AddField(
            model_name='migrationcase',
            name='chosen_for',
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name='migrationcase',
            name='chosen_for_name',
            field=models.CharField(blank=True, db_default='', default='', max_length=200),
        ),
        migrations.AddConstraint(
            model_name='migrationcase',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('chosen_at__isnull', True), ('chosen_by__isnull', True), ('chosen_for__isnull', True)), models.Q(('chosen_at__isnull', False), ('chosen_by__isnull', False)), _connector='OR'), name='cases_migration_case_chosen_by'),
        ),
    ]
