from django.db import migrations, models

from vangnet.apps.accounts.guards import AppendOnly, Lift


class Migration(migrations.Migration):
    """A report that was not taken up is told too, and no case tells of it."""

    dependencies = [("outreach", "0003_told_with")]

    operations = [
        Lift(AppendOnly("outreach_feedbacklog")),
        migrations.AlterField(model_name="feedbacklog", name="case", field=models.BigIntegerField(null=True)),
        migrations.AlterField(model_name="feedbacklog", name="matter", field=models.BigIntegerField(null=True)),
        AppendOnly("outreach_feedbacklog"),
    ]
