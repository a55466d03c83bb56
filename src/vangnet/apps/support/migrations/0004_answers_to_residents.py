"""How does the table of answers to residents come into being, and where does one appeal?"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from vangnet.apps.accounts.guards import RowLevelSecurity


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_retention_of_looks'),
        ('cases', '0009_what_is_hidden_from_some'),
        ('support', '0003_talk_plan_and_decision'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='objectiondesk',
            name='court',
            field=models.TextField(blank=True, max_length=400),
        ),
        migrations.CreateModel(
            name='Reply',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('about', models.CharField(max_length=20)),
                ('outcome', models.CharField(max_length=12)),
                ('given', models.TextField(blank=True, max_length=5000)),
                ('refused', models.TextField(blank=True, max_length=5000)),
                ('grounds', models.TextField(blank=True, max_length=5000)),
                ('asked_on', models.DateField()),
                ('against', models.DateField(null=True)),
                ('until', models.DateField(null=True)),
                ('on', models.DateField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='cases.case')),
                ('municipality', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.municipality')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='cases.person')),
                ('signed_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['municipality', 'case', 'person', 'on'], name='reply_by_person')],
            },
        ),
        RowLevelSecurity('support_reply'),
    ]
