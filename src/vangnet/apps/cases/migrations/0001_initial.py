"""How do the tables of households, story, agenda and notes come into being?"""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from vangnet.apps.accounts.guards import AppendOnly, RowLevelSecurity

# The one act of erasure writes a permit for one event, or for all of a case.
PERMITTED = (
    'EXISTS (SELECT 1 FROM cases_erasurepermit p WHERE p.municipality_id = OLD.municipality_id'
    ' AND p."case" = OLD.case_id AND (p.sequence IS NULL OR p.sequence = OLD.sequence))'
)


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Case',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=20)),
                ('retention_until', models.DateField(blank=True, null=True)),
                ('sequence', models.PositiveIntegerField(default=0)),
                ('version', models.BigIntegerField(default=0)),
                ('opened_on', models.DateField(null=True)),
                ('closed_on', models.DateField(null=True)),
                ('last_on', models.DateField(null=True)),
                ('is_open', models.BooleanField(default=False)),
                ('result', models.CharField(blank=True, max_length=40)),
                ('step', models.PositiveSmallIntegerField(default=0)),
                ('danger', models.CharField(blank=True, max_length=20)),
                ('danger_on', models.DateField(null=True)),
                ('adults', models.PositiveSmallIntegerField(null=True)),
                ('minors', models.PositiveSmallIntegerField(null=True)),
                ('cents', models.BigIntegerField(default=0)),
                ('kinds', models.CharField(blank=True, max_length=200)),
                ('rank', models.BigIntegerField(default=0)),
                ('next_role', models.CharField(blank=True, max_length=20)),
                ('next_by', models.DateField(null=True)),
                ('next_change_on', models.DateField(null=True)),
                ('name', models.CharField(blank=True, max_length=250)),
                ('address', models.CharField(blank=True, max_length=250)),
                ('merged_into', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='cases.case')),
                ('municipality', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.municipality')),
                ('owner', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='CaseEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sequence', models.PositiveIntegerField()),
                ('kind', models.CharField(max_length=40)),
                ('payload', models.TextField()),
                ('on', models.DateField()),
                ('turn', models.PositiveSmallIntegerField()),
                ('recorded_at', models.DateTimeField()),
                ('token', models.CharField(max_length=64, null=True)),
                ('seal', models.BinaryField(max_length=32)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='cases.case')),
                ('municipality', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.municipality')),
                ('recorded_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='CaseNumber',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField()),
                ('last', models.PositiveIntegerField(default=0)),
                ('municipality', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.municipality')),
            ],
        ),
        migrations.CreateModel(
            name='ErasurePermit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('case', models.BigIntegerField()),
                ('sequence', models.PositiveIntegerField(null=True)),
                ('seal', models.BinaryField(max_length=32, null=True)),
                ('ground', models.CharField(max_length=40)),
                ('permitted_on', models.DateField()),
                ('municipality', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.municipality')),
                ('permitted_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Household',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('register_id', models.CharField(blank=True, max_length=40, null=True)),
                ('municipality', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.municipality')),
            ],
        ),
        migrations.AddField(
            model_name='case',
            name='household',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='cases.household'),
        ),
        migrations.CreateModel(
            name='Note',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField()),
                ('written_at', models.DateTimeField()),
                ('retention_until', models.DateField(blank=True, null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='cases.case')),
                ('event', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='notes', to='cases.caseevent')),
                ('municipality', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.municipality')),
                ('written_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('register_id', models.CharField(blank=True, max_length=40, null=True)),
                ('initials', models.CharField(blank=True, max_length=30)),
                ('first_names', models.CharField(blank=True, max_length=200)),
                ('prefix', models.CharField(blank=True, max_length=30)),
                ('surname', models.CharField(max_length=200)),
                ('name_use', models.CharField(choices=[('E', 'Own'), ('P', 'Partner'), ('V', 'Partner First'), ('N', 'Own First')], default='E', max_length=1)),
                ('partner_prefix', models.CharField(blank=True, max_length=30)),
                ('partner_surname', models.CharField(blank=True, max_length=200)),
                ('birth_date', models.DateField(blank=True, null=True)),
                ('phone', models.CharField(blank=True, max_length=40)),
                ('email', models.CharField(blank=True, max_length=254)),
                ('language', models.CharField(blank=True, max_length=3)),
                ('bsn_sealed', models.BinaryField(blank=True, null=True)),
                ('bsn_lookup', models.BinaryField(blank=True, max_length=32, null=True)),
                ('token', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('deceased_on', models.DateField(blank=True, null=True)),
                ('departed_on', models.DateField(blank=True, null=True)),
                ('retention_until', models.DateField(blank=True, null=True)),
                ('household', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='persons', to='cases.household')),
                ('municipality', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.municipality')),
                ('same_as', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='doubles', to='cases.person')),
            ],
        ),
        migrations.CreateModel(
            name='NotSame',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('decided_at', models.DateTimeField()),
                ('decided_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('municipality', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.municipality')),
                ('one', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='cases.person')),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='cases.person')),
            ],
        ),
        migrations.CreateModel(
            name='PersonKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=250)),
                ('municipality', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.municipality')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='keys', to='cases.person')),
            ],
        ),
        migrations.CreateModel(
            name='SearchKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=120)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='search_keys', to='cases.case')),
                ('municipality', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.municipality')),
            ],
        ),
        migrations.CreateModel(
            name='Stay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('street', models.CharField(max_length=100)),
                ('number', models.PositiveIntegerField()),
                ('letter', models.CharField(blank=True, max_length=2)),
                ('suffix', models.CharField(blank=True, max_length=10)),
                ('postcode', models.CharField(blank=True, max_length=6)),
                ('city', models.CharField(blank=True, max_length=80)),
                ('x', models.FloatField(blank=True, null=True)),
                ('y', models.FloatField(blank=True, null=True)),
                ('since', models.DateField(blank=True, null=True)),
                ('until', models.DateField(blank=True, null=True)),
                ('household', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='stays', to='cases.household')),
                ('municipality', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.municipality')),
            ],
        ),
        migrations.CreateModel(
            name='Step',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('rank', models.BigIntegerField()),
                ('rule', models.CharField(max_length=40)),
                ('subject_kind', models.CharField(max_length=10)),
                ('subject_id', models.BigIntegerField()),
                ('role', models.CharField(max_length=20)),
                ('by', models.DateField()),
                ('late_on', models.DateField()),
                ('stage', models.CharField(blank=True, max_length=40)),
                ('danger_on', models.DateField(null=True)),
                ('within', models.CharField(blank=True, max_length=40)),
                ('because', models.TextField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='cases.case')),
                ('municipality', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.municipality')),
                ('owner', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.AddConstraint(
            model_name='caseevent',
            constraint=models.UniqueConstraint(fields=('municipality', 'case', 'sequence'), name='one_event_per_place'),
        ),
        migrations.AddConstraint(
            model_name='caseevent',
            constraint=models.UniqueConstraint(condition=models.Q(('token__isnull', False)), fields=('municipality', 'token', 'case'), name='a_form_counts_once'),
        ),
        migrations.AddConstraint(
            model_name='casenumber',
            constraint=models.UniqueConstraint(fields=('municipality', 'year'), name='one_counter_a_year'),
        ),
        migrations.AddIndex(
            model_name='erasurepermit',
            index=models.Index(fields=['municipality', 'case'], name='permit_by_case'),
        ),
        migrations.AddConstraint(
            model_name='household',
            constraint=models.UniqueConstraint(fields=('municipality', 'register_id'), name='one_household_per_register_id'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['municipality', 'rank'], name='case_by_rank'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('is_open', True)), fields=['municipality', 'rank'], name='open_by_rank'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('is_open', True)), fields=['municipality', 'owner', 'next_by', 'is_open'], name='open_by_owner'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('is_open', True)), fields=['municipality', 'step', 'is_open'], name='open_by_step'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('merged_into__isnull', False)), fields=['municipality', 'merged_into'], name='case_by_merger'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['municipality', 'next_change_on'], name='case_by_change'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['municipality', 'last_on'], name='case_by_last'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.UniqueConstraint(fields=('municipality', 'number'), name='one_case_per_number'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(condition=models.Q(('bsn_lookup__isnull', False)), fields=['municipality', 'bsn_lookup'], name='person_by_bsn'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(fields=['municipality', 'retention_until'], name='person_by_retention'),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.UniqueConstraint(fields=('municipality', 'register_id'), name='one_person_per_register_id'),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.CheckConstraint(condition=models.Q(('same_as', models.F('id')), _negated=True), name='nobody_doubles_oneself'),
        ),
        migrations.AddConstraint(
            model_name='notsame',
            constraint=models.UniqueConstraint(fields=('municipality', 'one', 'other'), name='decided_once_that_these_are_two'),
        ),
        migrations.AddConstraint(
            model_name='notsame',
            constraint=models.CheckConstraint(condition=models.Q(('one__lt', models.F('other'))), name='pair_in_order'),
        ),
        migrations.AddConstraint(
            model_name='personkey',
            constraint=models.UniqueConstraint(fields=('municipality', 'key', 'person'), name='person_by_key'),
        ),
        migrations.AddConstraint(
            model_name='searchkey',
            constraint=models.UniqueConstraint(fields=('municipality', 'key', 'case'), name='case_by_key', opclasses=['int8_ops', 'varchar_pattern_ops', 'int8_ops']),
        ),
        migrations.AddIndex(
            model_name='stay',
            index=models.Index(fields=['municipality', 'postcode', 'number'], name='stay_by_address'),
        ),
        migrations.AddConstraint(
            model_name='stay',
            constraint=models.UniqueConstraint(condition=models.Q(('until', None)), fields=('municipality', 'household'), name='one_home_at_a_time'),
        ),
        migrations.AddIndex(
            model_name='step',
            index=models.Index(fields=['municipality', 'role', 'within', 'owner', 'rank', 'by'], name='step_by_role'),
        ),
        migrations.AddIndex(
            model_name='step',
            index=models.Index(fields=['municipality', 'owner', 'within', 'rank', 'by'], name='step_by_owner'),
        ),
        migrations.AddIndex(
            model_name='step',
            index=models.Index(fields=['municipality', 'within', 'late_on', 'rank', 'owner', 'role'], name='step_by_lateness'),
        ),
        migrations.AddConstraint(
            model_name='step',
            constraint=models.UniqueConstraint(fields=('municipality', 'case', 'rule', 'subject_kind', 'subject_id'), name='one_step_per_subject'),
        ),
        RowLevelSecurity(
            'cases_case',
            'cases_caseevent',
            'cases_casenumber',
            'cases_erasurepermit',
            'cases_household',
            'cases_note',
            'cases_notsame',
            'cases_person',
            'cases_personkey',
            'cases_searchkey',
            'cases_stay',
            'cases_step',
        ),
        AppendOnly('cases_caseevent', unless=PERMITTED),
        AppendOnly('cases_erasurepermit'),
    ]
