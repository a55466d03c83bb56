"""How does the table come into being that keeps what was asked about a fact, and answered with yes?"""

import django.db.models.deletion
from django.db import migrations, models

from vangnet.apps.accounts.guards import AppendOnly, RowLevelSecurity

# It leaves with its fact, for which the one act of erasure writes a permit.
PERMITTED = (
    'EXISTS (SELECT 1 FROM cases_caseevent f JOIN cases_erasurepermit p ON p.municipality_id = f.municipality_id'
    ' AND p."case" = f.case_id AND (p.sequence IS NULL OR p.sequence = f.sequence) WHERE f.id = OLD.event_id)'
)


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_retention_of_looks'),
        ('cases', '0009_what_is_hidden_from_some'),
    ]

    operations = [
        migrations.CreateModel(
            name='Confirmation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('doubt', models.TextField()),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='confirmations', to='cases.caseevent')),
                ('municipality', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.municipality')),
            ],
        ),
        RowLevelSecurity('cases_confirmation'),
        AppendOnly('cases_confirmation', unless=PERMITTED),
    ]
