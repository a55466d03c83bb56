"""How do the tables come into being of what somebody without a case asks about the own data?"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from vangnet.apps.accounts.guards import RowLevelSecurity


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_retention_of_looks'),
        ('cases', '0009_what_is_hidden_from_some'),
        ('support', '0005_told_debt_in_the_story'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Traced',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=20)),
                ('subject', models.BigIntegerField()),
            ],
        ),
        migrations.AlterField(
            model_name='reply',
            name='case',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='cases.case'),
        ),
        migrations.AlterField(
            model_name='reply',
            name='person',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='cases.person'),
        ),
        migrations.CreateModel(
            name='DataRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('right', models.CharField(max_length=20)),
                ('received_on', models.DateField()),
                ('words', models.TextField(blank=True, max_length=5000)),
                ('initials', models.CharField(blank=True, max_length=30)),
                ('prefix', models.CharField(blank=True, max_length=30)),
                ('surname', models.CharField(max_length=200)),
                ('birth_date', models.DateField(blank=True, null=True)),
                ('street', models.CharField(max_length=100)),
                ('number', models.PositiveIntegerField()),
                ('suffix', models.CharField(blank=True, max_length=10)),
                ('postcode', models.CharField(max_length=6)),
                ('city', models.CharField(max_length=80)),
                ('phone', models.CharField(blank=True, max_length=40)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('language', models.CharField(blank=True, max_length=3)),
                ('agent', models.CharField(blank=True, max_length=120)),
                ('identity', models.CharField(max_length=12)),
                ('identity_on', models.DateField(null=True)),
                ('looked_on', models.DateField(null=True)),
                ('erased_on', models.DateField(null=True)),
                ('due_on', models.DateField(null=True)),
                ('extended_on', models.DateField(null=True)),
                ('answered_on', models.DateField(null=True)),
                ('retention_until', models.DateField(null=True)),
                ('made_at', models.DateTimeField()),
                ('identity_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('municipality', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.municipality')),
            ],
        ),
        migrations.AddField(
            model_name='reply',
            name='request',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='replies', to='support.datarequest'),
        ),
        migrations.AddConstraint(
            model_name='reply',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('case__isnull', False), ('person__isnull', False), ('request', None)), models.Q(('case', None), ('person', None), ('request__isnull', False)), _connector='OR'), name='reply_of_a_case_or_a_request'),
        ),
        migrations.AddField(
            model_name='traced',
            name='municipality',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.municipality'),
        ),
        migrations.AddField(
            model_name='traced',
            name='request',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='traced', to='support.datarequest'),
        ),
        migrations.AddIndex(
            model_name='datarequest',
            index=models.Index(condition=models.Q(('due_on__isnull', False)), fields=['municipality', 'due_on', 'id'], name='data_request_waiting'),
        ),
        migrations.AddIndex(
            model_name='datarequest',
            index=models.Index(fields=['municipality', 'answered_on', 'id'], name='data_request_answered'),
        ),
        migrations.AddIndex(
            model_name='datarequest',
            index=models.Index(condition=models.Q(('retention_until__isnull', False)), fields=['municipality', 'retention_until'], name='data_request_kept'),
        ),
        migrations.AddIndex(
            model_name='traced',
            index=models.Index(fields=['municipality', 'kind', 'subject'], name='traced_by_subject'),
        ),
        migrations.AddConstraint(
            model_name='traced',
            constraint=models.UniqueConstraint(fields=('municipality', 'request', 'kind', 'subject'), name='traced_once'),
        ),
        RowLevelSecurity('support_datarequest', 'support_traced'),
    ]
