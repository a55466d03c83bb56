import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from vangnet.apps.accounts.guards import AppendOnly, RowLevelSecurity


class Migration(migrations.Migration):
    """What is agreed with a partner has a day; the undated columns that nothing could fill go."""

    dependencies = [
        ("accounts", "0002_retention_of_looks"),
        ("partners", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        *(
            migrations.RemoveField(model_name="partner", name=name)
            for name in ("covenant_from", "covenant_until", "least_age_days", "most_age_days", "least_cents")
        ),
        migrations.CreateModel(
            name="Covenant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField()),
                ("least_age_days", models.PositiveSmallIntegerField(null=True)),
                ("most_age_days", models.PositiveSmallIntegerField(null=True)),
                ("least_cents", models.PositiveIntegerField(null=True)),
                ("made_at", models.DateTimeField()),
                (
                    "made_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.municipality",
                    ),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partners.partner"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["municipality", "partner", "valid_from"], name="covenant_by_day")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("least_age_days__isnull", True),
                            ("most_age_days__isnull", True),
                            ("least_age_days__lte", models.F("most_age_days")),
                            _connector="OR",
                        ),
                        name="window_lets_something_in",
                    )
                ],
            },
        ),
        RowLevelSecurity("partners_covenant"),
        AppendOnly("partners_covenant"),
    ]
