"""How do the lists of courts and bailiffs, and the number of the court beside a hearing, come into being?"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from vangnet.apps.accounts.guards import RowLevelSecurity


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_retention_of_looks'),
        ('cases', '0009_what_is_hidden_from_some'),
        ('court', '0002_requests_and_versions'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='sitting',
            name='court_case',
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.CreateModel(
            name='HearingList',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=500)),
                ('sha256', models.CharField(max_length=64)),
                ('size', models.PositiveBigIntegerField()),
                ('stored', models.CharField(blank=True, max_length=100)),
                ('layout', models.TextField(blank=True)),
                ('status', models.CharField(choices=[('unmapped', 'Unmapped'), ('reading', 'Reading'), ('read', 'Read'), ('taking', 'Taking'), ('refused', 'Refused')], default='unmapped', max_length=10)),
                ('failure', models.TextField(blank=True)),
                ('unread', models.TextField(blank=True)),
                ('read_to', models.PositiveIntegerField(default=0)),
                ('received_on', models.DateField()),
                ('made_at', models.DateTimeField()),
                ('kept_until', models.DateField()),
                ('made_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('municipality', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.municipality')),
            ],
        ),
        migrations.CreateModel(
            name='ListedRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('row', models.PositiveIntegerField()),
                ('line', models.PositiveIntegerField()),
                ('name_whole', models.CharField(blank=True, max_length=200)),
                ('surname', models.CharField(blank=True, max_length=200)),
                ('prefix', models.CharField(blank=True, max_length=60)),
                ('initials', models.CharField(blank=True, max_length=40)),
                ('first_name', models.CharField(blank=True, max_length=200)),
                ('birth_date', models.DateField(null=True)),
                ('address_whole', models.CharField(blank=True, max_length=300)),
                ('street', models.CharField(blank=True, max_length=200)),
                ('number', models.CharField(blank=True, max_length=30)),
                ('letter', models.CharField(blank=True, max_length=10)),
                ('suffix', models.CharField(blank=True, max_length=40)),
                ('postcode', models.CharField(blank=True, max_length=12)),
                ('city', models.CharField(blank=True, max_length=200)),
                ('postcode_city', models.CharField(blank=True, max_length=200)),
                ('creditor', models.CharField(blank=True, max_length=200)),
                ('kind', models.CharField(choices=[('summons', 'summons'), ('hearing', 'hearing'), ('eviction', 'eviction')], max_length=10)),
                ('day', models.DateField(null=True)),
                ('at', models.TimeField(null=True)),
                ('served_on', models.DateField(null=True)),
                ('court', models.CharField(blank=True, max_length=40)),
                ('place', models.CharField(blank=True, max_length=120)),
                ('room', models.CharField(blank=True, max_length=40)),
                ('court_case', models.CharField(blank=True, max_length=60)),
                ('status', models.CharField(choices=[('problem', 'Problem'), ('ready', 'Ready'), ('known', 'Known'), ('other_day', 'Other Day'), ('past', 'Past'), ('which', 'Which'), ('who', 'Who'), ('no_case', 'No Case'), ('nobody', 'Nobody'), ('done', 'Done'), ('left', 'Left')], max_length=10)),
                ('problems', models.TextField(blank=True)),
                ('fingerprint', models.CharField(blank=True, max_length=24)),
                ('matching', models.TextField(blank=True)),
                ('differs', models.TextField(blank=True)),
                ('chosen', models.BooleanField(default=False)),
                ('matter', models.PositiveBigIntegerField(null=True)),
                ('hearing', models.PositiveIntegerField(null=True)),
                ('settled_at', models.DateTimeField(null=True)),
                ('case', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='cases.case')),
                ('hearing_list', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='court.hearinglist')),
                ('municipality', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.municipality')),
                ('person', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='cases.person')),
                ('settled_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.AddIndex(
            model_name='hearinglist',
            index=models.Index(fields=['municipality', '-id'], name='list_newest_first'),
        ),
        migrations.AddIndex(
            model_name='hearinglist',
            index=models.Index(fields=['municipality', 'kept_until'], name='list_by_retention'),
        ),
        migrations.AddConstraint(
            model_name='hearinglist',
            constraint=models.UniqueConstraint(fields=('municipality', 'sha256'), name='one_list_per_content'),
        ),
        migrations.AddIndex(
            model_name='listedrow',
            index=models.Index(fields=['municipality', 'hearing_list', 'status', 'row'], name='listed_by_status'),
        ),
        migrations.AddIndex(
            model_name='listedrow',
            index=models.Index(fields=['municipality', 'fingerprint'], name='listed_by_fingerprint'),
        ),
        migrations.AddIndex(
            model_name='listedrow',
            index=models.Index(fields=['case', 'municipality'], name='listed_by_case'),
        ),
        migrations.AddIndex(
            model_name='listedrow',
            index=models.Index(fields=['person', 'municipality'], name='listed_by_person'),
        ),
        migrations.AddConstraint(
            model_name='listedrow',
            constraint=models.UniqueConstraint(fields=('municipality', 'hearing_list', 'row'), name='one_row_of_a_list'),
        ),
        RowLevelSecurity('court_hearinglist', 'court_listedrow'),
    ]
