"""How may a look be erased whose retention ended, and how is a row of a list found that was told today?"""

import django.db.models.deletion
from django.db import migrations, models

from vangnet.apps.accounts.guards import AppendOnly, Lift, RowLevelSecurity

# Leave is given for all looks of a municipality up to an id.
PERMITTED = (
    'EXISTS (SELECT 1 FROM accounts_lookpermit p WHERE p.municipality_id = OLD.municipality_id'
    ' AND p.to_id >= OLD.id)'
)


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='LookPermit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('to_id', models.BigIntegerField()),
                ('permitted_on', models.DateField()),
                ('municipality', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.municipality')),
            ],
            options={
                'indexes': [models.Index(fields=['municipality', 'to_id'], name='look_permit')],
            },
        ),
        migrations.AddIndex(
            model_name='look',
            index=models.Index(condition=models.Q(('act', 'listed')), fields=['municipality', 'user', 'kind', 'subject', 'at'], name='look_listed'),
        ),
        RowLevelSecurity('accounts_lookpermit'),
        AppendOnly('accounts_lookpermit'),
        Lift(AppendOnly('accounts_look')),
        AppendOnly('accounts_look', unless=PERMITTED),
    ]
