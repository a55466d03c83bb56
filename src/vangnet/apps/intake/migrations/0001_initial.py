"""How do the tables of the deliveries come into being?"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from vangnet.apps.accounts.guards import RowLevelSecurity


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        ('cases', '0001_initial'),
        ('partners', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=500)),
                ('period', models.CharField(max_length=7)),
                ('dated_on', models.DateField()),
                ('received_on', models.DateField()),
                ('sha256', models.CharField(max_length=64)),
                ('size', models.PositiveBigIntegerField()),
                ('stored', models.CharField(blank=True, max_length=100)),
                ('layout', models.TextField(blank=True)),
                ('status', models.CharField(choices=[('unmapped', 'Unmapped'), ('staging', 'Staging'), ('staged', 'Staged'), ('waiting', 'Waiting'), ('running', 'Running'), ('done', 'Done'), ('cancelled', 'Cancelled'), ('failed', 'Failed')], default='staging', max_length=10)),
                ('failure', models.TextField(blank=True)),
                ('counts', models.JSONField(default=dict)),
                ('staged_to', models.PositiveIntegerField(default=0)),
                ('checked_to', models.PositiveIntegerField(default=0)),
                ('done_to', models.PositiveIntegerField(default=0)),
                ('confirmed', models.BooleanField(default=False)),
                ('made_at', models.DateTimeField()),
                ('began_at', models.DateTimeField(null=True)),
                ('finished_at', models.DateTimeField(null=True)),
                ('made_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('municipality', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.municipality')),
                ('partner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deliveries', to='partners.partner')),
            ],
        ),
        migrations.CreateModel(
            name='MatchDecision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fingerprint', models.CharField(max_length=24)),
                ('same', models.BooleanField()),
                ('decided_at', models.DateTimeField()),
                ('decided_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('municipality', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.municipality')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='cases.person')),
            ],
        ),
        migrations.CreateModel(
            name='RowProblem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('row', models.PositiveIntegerField()),
                ('line', models.PositiveIntegerField()),
                ('column', models.CharField(blank=True, max_length=200)),
                ('value', models.CharField(blank=True, max_length=200)),
                ('code', models.CharField(max_length=30)),
                ('facts', models.TextField(blank=True)),
                ('apart', models.BooleanField()),
                ('delivery', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='problems', to='intake.delivery')),
                ('municipality', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.municipality')),
            ],
        ),
        migrations.CreateModel(
            name='SavedLayout',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120)),
                ('content', models.TextField()),
                ('saved_at', models.DateTimeField()),
                ('municipality', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.municipality')),
                ('partner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='layouts', to='partners.partner')),
                ('saved_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Signal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('row', models.PositiveIntegerField()),
                ('content_key', models.CharField(max_length=64)),
                ('received_on', models.DateField()),
                ('reference', models.CharField(blank=True, max_length=100)),
                ('name_whole', models.CharField(blank=True, max_length=200)),
                ('surname', models.CharField(blank=True, max_length=200)),
                ('prefix', models.CharField(blank=True, max_length=60)),
                ('initials', models.CharField(blank=True, max_length=40)),
                ('first_name', models.CharField(blank=True, max_length=200)),
                ('birth_date', models.DateField(null=True)),
                ('bsn_lookup', models.BinaryField(max_length=32, null=True)),
                ('address_whole', models.CharField(blank=True, max_length=300)),
                ('street', models.CharField(blank=True, max_length=200)),
                ('number', models.CharField(blank=True, max_length=30)),
                ('letter', models.CharField(blank=True, max_length=10)),
                ('suffix', models.CharField(blank=True, max_length=40)),
                ('postcode', models.CharField(blank=True, max_length=12)),
                ('city', models.CharField(blank=True, max_length=200)),
                ('postcode_city', models.CharField(blank=True, max_length=200)),
                ('sent_municipality', models.CharField(blank=True, max_length=10)),
                ('phone', models.CharField(blank=True, max_length=60)),
                ('email', models.CharField(blank=True, max_length=254)),
                ('kind', models.CharField(choices=[('rent', 'rent'), ('mortgage', 'mortgage'), ('energy', 'energy'), ('water', 'water'), ('health', 'health'), ('other_debt', 'other_debt'), ('nuisance', 'nuisance'), ('closure', 'closure'), ('sublet', 'sublet'), ('tenant_died', 'tenant_died'), ('break_up', 'break_up'), ('end_of_stay', 'end_of_stay'), ('unlawful_pressure', 'unlawful_pressure'), ('forced_sale', 'forced_sale')], max_length=20)),
                ('cents', models.BigIntegerField()),
                ('whole_euros', models.BooleanField(default=False)),
                ('since', models.DateField(null=True)),
                ('months', models.PositiveSmallIntegerField(null=True)),
                ('reported_on', models.DateField(null=True)),
                ('contact_on', models.DateField(null=True)),
                ('pointed_to_help', models.BooleanField(null=True)),
                ('reminder_on', models.DateField(null=True)),
                ('report_offered', models.BooleanField(null=True)),
                ('objection', models.BooleanField(null=True)),
                ('crisis', models.BooleanField(default=False)),
                ('disconnection', models.BooleanField(default=False)),
                ('disconnection_on', models.DateField(null=True)),
                ('eviction', models.BooleanField(default=False)),
                ('eviction_on', models.DateField(null=True)),
                ('warm_handover', models.BooleanField(default=False)),
                ('status', models.CharField(choices=[('staged', 'Staged'), ('waiting_who', 'Waiting Who'), ('waiting_person', 'Waiting Person'), ('waiting_triage', 'Waiting Triage'), ('taken_up', 'Taken Up'), ('set_aside', 'Set Aside'), ('known', 'Known'), ('unlawful', 'Unlawful')], default='staged', max_length=20)),
                ('plan', models.CharField(blank=True, choices=[('staged', 'Staged'), ('waiting_who', 'Waiting Who'), ('waiting_person', 'Waiting Person'), ('waiting_triage', 'Waiting Triage'), ('taken_up', 'Taken Up'), ('set_aside', 'Set Aside'), ('known', 'Known'), ('unlawful', 'Unlawful')], max_length=20)),
                ('set_aside', models.CharField(blank=True, choices=[('repeat', 'repeat'), ('unjustified', 'unjustified'), ('not_resident', 'not_resident'), ('deceased', 'deceased'), ('known_to_debt_help', 'known_to_debt_help'), ('other', 'other')], max_length=20)),
                ('band', models.CharField(blank=True, max_length=4)),
                ('fingerprint', models.CharField(blank=True, max_length=24)),
                ('matching', models.TextField(blank=True)),
                ('remarks', models.TextField(blank=True)),
                ('newcomer', models.BooleanField(default=False)),
                ('matter', models.PositiveIntegerField(null=True)),
                ('due_on', models.DateField(null=True)),
                ('settled_on', models.DateField(null=True)),
                ('retention_until', models.DateField(null=True)),
                ('case', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='signals', to='cases.case')),
                ('delivery', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='signals', to='intake.delivery')),
                ('household', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='signals', to='cases.household')),
                ('municipality', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.municipality')),
                ('partner', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.partner')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='signals', to='cases.person')),
                ('settled_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Upload',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=500)),
                ('size', models.PositiveBigIntegerField()),
                ('stored', models.CharField(max_length=100)),
                ('made_at', models.DateTimeField()),
                ('made_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('municipality', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.municipality')),
            ],
        ),
        migrations.AddIndex(
            model_name='delivery',
            index=models.Index(fields=['municipality', '-id'], name='delivery_newest_first'),
        ),
        migrations.AddIndex(
            model_name='delivery',
            index=models.Index(fields=['municipality', 'partner', 'status', '-id'], name='delivery_by_partner'),
        ),
        migrations.AddIndex(
            model_name='delivery',
            index=models.Index(fields=['municipality', 'sha256'], name='delivery_by_content'),
        ),
        migrations.AddConstraint(
            model_name='matchdecision',
            constraint=models.UniqueConstraint(fields=('municipality', 'fingerprint', 'person'), name='decided_once_who_is_meant'),
        ),
        migrations.AddConstraint(
            model_name='matchdecision',
            constraint=models.UniqueConstraint(condition=models.Q(('same', True)), fields=('municipality', 'fingerprint'), name='one_person_is_meant'),
        ),
        migrations.AddIndex(
            model_name='rowproblem',
            index=models.Index(fields=['municipality', 'delivery', 'row'], name='problem_by_row'),
        ),
        migrations.AddConstraint(
            model_name='savedlayout',
            constraint=models.UniqueConstraint(fields=('municipality', 'partner', 'name'), name='one_layout_per_partner_and_name'),
        ),
        migrations.AddIndex(
            model_name='signal',
            index=models.Index(condition=models.Q(('status__in', ('waiting_who', 'waiting_person', 'waiting_triage'))), fields=['municipality', 'due_on', 'id'], name='signal_waiting'),
        ),
        migrations.AddIndex(
            model_name='signal',
            index=models.Index(condition=models.Q(('reference', ''), _negated=True), fields=['municipality', 'partner', 'reference'], name='signal_by_reference'),
        ),
        migrations.AddIndex(
            model_name='signal',
            index=models.Index(condition=models.Q(('status__in', ('waiting_who', 'waiting_person', 'waiting_triage'))), fields=['municipality', 'fingerprint'], name='signal_by_fingerprint'),
        ),
        migrations.AddIndex(
            model_name='signal',
            index=models.Index(fields=['municipality', 'retention_until'], name='signal_by_retention'),
        ),
        migrations.AddConstraint(
            model_name='signal',
            constraint=models.UniqueConstraint(fields=('municipality', 'delivery', 'row'), name='one_signal_per_row'),
        ),
        migrations.AddConstraint(
            model_name='signal',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'staged'), _negated=True), fields=('municipality', 'partner', 'content_key'), name='a_signal_counts_once'),
        ),
        migrations.AddIndex(
            model_name='upload',
            index=models.Index(fields=['municipality', '-id'], name='upload_newest_first'),
        ),
        RowLevelSecurity(
            'intake_delivery',
            'intake_matchdecision',
            'intake_rowproblem',
            'intake_savedlayout',
            'intake_signal',
            'intake_upload',
        ),
    ]
