"""How does the table come into being that remembers what was erased, and how are ended cases found?"""

import django.db.models.deletion
from django.db import migrations, models

from vangnet.apps.accounts.guards import AppendOnly, RowLevelSecurity


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0001_initial'),
        ('cases', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Remembered',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.CharField(max_length=7)),
                ('codes', models.TextField()),
                ('municipality', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.municipality')),
            ],
            options={
                'indexes': [models.Index(fields=['municipality', 'month'], name='remembered_by_month')],
            },
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('retention_until__isnull', False)), fields=['municipality', 'retention_until'], name='case_by_retention'),
        ),
        RowLevelSecurity('cases_remembered'),
        AppendOnly('cases_remembered'),
    ]
