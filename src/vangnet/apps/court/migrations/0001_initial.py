"""How do the tables of court districts and sittings come into being?"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from vangnet.apps.accounts.guards import RowLevelSecurity


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0002_retention_of_looks'),
        ('cases', '0007_step_by_rule'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='District',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('court', models.CharField(max_length=40)),
                ('phone', models.CharField(blank=True, max_length=40)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('desk', models.CharField(blank=True, max_length=200)),
                ('municipality', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.municipality')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('municipality',), name='one_district')],
            },
        ),
        migrations.CreateModel(
            name='Sitting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('matter', models.PositiveIntegerField()),
                ('hearing', models.PositiveIntegerField()),
                ('court', models.CharField(blank=True, max_length=40)),
                ('place', models.CharField(blank=True, max_length=120)),
                ('room', models.CharField(blank=True, max_length=40)),
                ('at', models.TimeField(null=True)),
                ('travel_minutes', models.PositiveSmallIntegerField(null=True)),
                ('transport', models.CharField(blank=True, max_length=200)),
                ('speaker', models.CharField(blank=True, max_length=120)),
                ('proposal', models.CharField(blank=True, max_length=40)),
                ('own_words', models.TextField(blank=True, max_length=4000)),
                ('attends', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='cases.case')),
                ('municipality', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.municipality')),
            ],
            options={
                'indexes': [models.Index(fields=['case', 'municipality'], name='sitting_by_case')],
                'constraints': [models.UniqueConstraint(fields=('municipality', 'case', 'matter', 'hearing'), name='one_sitting_a_hearing')],
            },
        ),
        RowLevelSecurity('court_district', 'court_sitting'),
    ]
