"""How do the tables of partners and agreements come into being?"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from vangnet.apps.accounts.guards import AppendOnly, RowLevelSecurity


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Agreement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField()),
                ('values', models.TextField()),
                ('made_at', models.DateTimeField()),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('municipality', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.municipality')),
            ],
            options={
                'indexes': [models.Index(fields=['municipality', 'valid_from'], name='agreement_by_day')],
            },
        ),
        migrations.CreateModel(
            name='Partner',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(max_length=40)),
                ('name', models.CharField(max_length=120)),
                ('kind', models.CharField(choices=[('landlord', 'Landlord'), ('private_landlord', 'Private Landlord'), ('mortgage_lender', 'Mortgage Lender'), ('energy', 'Energy'), ('water', 'Water'), ('health', 'Health'), ('bailiff', 'Bailiff'), ('collection', 'Collection'), ('other', 'Other')], max_length=20)),
                ('covenant_from', models.DateField(blank=True, null=True)),
                ('covenant_until', models.DateField(blank=True, null=True)),
                ('least_age_days', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('most_age_days', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('least_cents', models.PositiveIntegerField(blank=True, null=True)),
                ('contact_name', models.CharField(blank=True, max_length=120)),
                ('contact_email', models.CharField(blank=True, max_length=254)),
                ('contact_phone', models.CharField(blank=True, max_length=40)),
                ('active', models.BooleanField(default=True)),
                ('municipality', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.municipality')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('municipality', 'key'), name='one_partner_per_key')],
            },
        ),
        RowLevelSecurity('partners_agreement', 'partners_partner'),
        AppendOnly('partners_agreement'),
    ]
