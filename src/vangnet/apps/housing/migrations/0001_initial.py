"""How do the tables of places and needs come into being?"""

import django.db.models.deletion
from django.db import migrations, models

from vangnet.apps.accounts.guards import RowLevelSecurity


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0002_retention_of_looks'),
        ('cases', '0008_eviction_board'),
    ]

    operations = [
        migrations.CreateModel(
            name='Need',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('most_rent_cents', models.PositiveIntegerField(blank=True, null=True)),
                ('school', models.CharField(blank=True, max_length=4)),
                ('network', models.CharField(blank=True, max_length=4)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='cases.case')),
                ('municipality', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.municipality')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('municipality', 'case'), name='one_need_a_case')],
            },
        ),
        migrations.CreateModel(
            name='Place',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('called', models.CharField(max_length=80)),
                ('kind', models.CharField(max_length=20)),
                ('rooms', models.PositiveSmallIntegerField()),
                ('region', models.CharField(max_length=4)),
                ('rent_cents', models.PositiveIntegerField()),
                ('start', models.DateField()),
                ('until', models.DateField(blank=True, null=True)),
                ('municipal_lease', models.BooleanField(default=False)),
                ('municipality', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.municipality')),
            ],
            options={
                'indexes': [models.Index(fields=['municipality', 'until', 'start'], name='place_by_end')],
            },
        ),
        RowLevelSecurity('housing_need', 'housing_place'),
    ]
