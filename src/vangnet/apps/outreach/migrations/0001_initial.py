"""How do the tables of rounds, stops and feedback come into being?"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from vangnet.apps.accounts.guards import AppendOnly, RowLevelSecurity


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
            name='Round',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('day_part', models.CharField(max_length=10)),
                ('area', models.CharField(blank=True, max_length=200)),
                ('made_at', models.DateTimeField()),
                ('made_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('municipality', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.municipality')),
            ],
        ),
        migrations.CreateModel(
            name='Sending',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('told_on', models.DateField()),
                ('recorded_at', models.DateTimeField()),
                ('municipality', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.municipality')),
                ('partner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.partner')),
                ('recorded_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='FeedbackLog',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('case', models.BigIntegerField()),
                ('matter', models.BigIntegerField()),
                ('signal', models.BigIntegerField()),
                ('code', models.CharField(max_length=30)),
                ('result_on', models.DateField()),
                ('municipality', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.municipality')),
                ('sending', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='outreach.sending')),
            ],
        ),
        migrations.CreateModel(
            name='Walker',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('called', models.CharField(blank=True, max_length=60)),
                ('metres', models.PositiveIntegerField(default=0)),
                ('minutes', models.PositiveSmallIntegerField(default=0)),
                ('municipality', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.municipality')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='walkers', to='outreach.round')),
                ('user', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Stop',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('position', models.PositiveSmallIntegerField()),
                ('task', models.CharField(max_length=20)),
                ('urgency', models.PositiveSmallIntegerField()),
                ('danger_on', models.DateField(null=True)),
                ('someone_else', models.BooleanField(default=False)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='cases.case')),
                ('municipality', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.municipality')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='cases.person')),
                ('result', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='cases.caseevent')),
                ('walker', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='stops', to='outreach.walker')),
            ],
        ),
        migrations.CreateModel(
            name='FeedbackLayout',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('format', models.CharField(choices=[('csv', 'CSV'), ('xlsx', 'Excel (XLSX)')], default='csv', max_length=4)),
                ('separator', models.CharField(choices=[(';', 'puntkomma'), (',', 'komma'), ('\t', 'tab')], default=';', max_length=1)),
                ('days', models.CharField(choices=[('%d-%m-%Y', '31-12-2026'), ('%Y-%m-%d', '2026-12-31'), ('%Y%m%d', '20261231')], default='%d-%m-%Y', max_length=10)),
                ('reference', models.CharField(default='Referentie', max_length=60)),
                ('day', models.CharField(blank=True, default='Datum', max_length=60)),
                ('code', models.CharField(blank=True, default='Code', max_length=60)),
                ('text', models.CharField(blank=True, default='Resultaat', max_length=60)),
                ('municipality', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.municipality')),
                ('partner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='partners.partner')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('municipality', 'partner'), name='one_feedback_layout_a_partner')],
            },
        ),
        migrations.AddIndex(
            model_name='round',
            index=models.Index(fields=['municipality', 'day', 'id'], name='round_by_day'),
        ),
        migrations.AddIndex(
            model_name='sending',
            index=models.Index(fields=['municipality', 'partner', 'id'], name='sending_by_partner'),
        ),
        migrations.AddIndex(
            model_name='feedbacklog',
            index=models.Index(fields=['municipality', 'signal', 'id'], name='told_of_signal'),
        ),
        migrations.AddIndex(
            model_name='walker',
            index=models.Index(fields=['municipality', 'user', 'round'], name='walker_by_user'),
        ),
        migrations.AddConstraint(
            model_name='walker',
            constraint=models.UniqueConstraint(fields=('municipality', 'round', 'position'), name='one_walker_a_place'),
        ),
        migrations.AddIndex(
            model_name='stop',
            index=models.Index(fields=['municipality', 'walker', 'position'], name='stop_in_order'),
        ),
        migrations.AddIndex(
            model_name='stop',
            index=models.Index(condition=models.Q(('result__isnull', False)), fields=['municipality', 'result'], name='stop_by_result'),
        ),
        migrations.AddConstraint(
            model_name='stop',
            constraint=models.UniqueConstraint(fields=('municipality', 'case', 'day'), name='one_visit_a_day'),
        ),
        RowLevelSecurity(
            'outreach_feedbacklayout',
            'outreach_feedbacklog',
            'outreach_round',
            'outreach_sending',
            'outreach_stop',
            'outreach_walker',
        ),
        AppendOnly('outreach_feedbacklog'),
        AppendOnly('outreach_sending'),
    ]
