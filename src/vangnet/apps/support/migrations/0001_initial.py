"""How do the tables of what people tell of their money come into being?"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from vangnet.apps.accounts.guards import RowLevelSecurity


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0002_retention_of_looks'),
        ('cases', '0006_what_an_owner_saw'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Picture',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('talk', models.TextField(blank=True)),
                ('balance', models.BigIntegerField(null=True)),
                ('balance_on', models.DateField(null=True)),
                ('reserve', models.BigIntegerField(null=True)),
                ('calculation', models.CharField(blank=True, max_length=20)),
                ('calculated', models.BigIntegerField(null=True)),
                ('calculated_by', models.CharField(blank=True, max_length=80)),
                ('calculated_on', models.DateField(null=True)),
                ('version', models.PositiveIntegerField(default=0)),
                ('changed_at', models.DateTimeField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='cases.case')),
                ('changed_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('municipality', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.municipality')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='cases.person')),
            ],
        ),
        migrations.CreateModel(
            name='Flow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=24)),
                ('label', models.CharField(blank=True, max_length=60)),
                ('cents', models.BigIntegerField()),
                ('rhythm', models.CharField(max_length=12)),
                ('first_on', models.DateField(blank=True, null=True)),
                ('movable', models.BooleanField(default=False)),
                ('municipality', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.municipality')),
                ('picture', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='flows', to='support.picture')),
            ],
        ),
        migrations.CreateModel(
            name='Scheme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80)),
                ('url', models.URLField(blank=True)),
                ('active', models.BooleanField(default=True)),
                ('municipality', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.municipality')),
            ],
        ),
        migrations.CreateModel(
            name='Ticked',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=40)),
                ('state', models.CharField(max_length=16)),
                ('municipality', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.municipality')),
                ('picture', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ticks', to='support.picture')),
            ],
        ),
        migrations.CreateModel(
            name='ToldDebt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=20)),
                ('creditor', models.CharField(blank=True, max_length=80)),
                ('cents', models.BigIntegerField(null=True)),
                ('municipality', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.municipality')),
                ('picture', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='debts', to='support.picture')),
            ],
        ),
        migrations.AddConstraint(
            model_name='picture',
            constraint=models.UniqueConstraint(fields=('municipality', 'case', 'person'), name='one_picture_a_person'),
        ),
        migrations.AddIndex(
            model_name='flow',
            index=models.Index(fields=['municipality', 'picture', 'id'], name='flow_by_picture'),
        ),
        migrations.AddIndex(
            model_name='scheme',
            index=models.Index(fields=['municipality', 'active', 'name'], name='scheme_by_name'),
        ),
        migrations.AddConstraint(
            model_name='ticked',
            constraint=models.UniqueConstraint(fields=('municipality', 'picture', 'key'), name='one_tick_an_allowance'),
        ),
        migrations.AddIndex(
            model_name='tolddebt',
            index=models.Index(fields=['municipality', 'picture', 'id'], name='told_debt_by_picture'),
        ),
        RowLevelSecurity(
            'support_flow',
            'support_picture',
            'support_scheme',
            'support_ticked',
            'support_tolddebt',
        ),
    ]
