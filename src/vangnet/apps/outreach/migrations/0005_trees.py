from django.db import migrations, models


class Migration(migrations.Migration):
    """Feedback is also written as XML and JSON, where names are paths."""

    dependencies = [("outreach", "0004_not_taken_up")]

    operations = [
        migrations.AddField(
            model_name="feedbacklayout",
            name="record",
            field=models.CharField(blank=True, default="", max_length=200),
        ),
        migrations.AlterField(
            model_name="feedbacklayout",
            name="reference",
            field=models.CharField(default="Referentie", max_length=200),
        ),
        migrations.AlterField(
            model_name="feedbacklayout",
            name="format",
            field=models.CharField(
                choices=[("csv", "CSV"), ("xlsx", "Excel (XLSX)"), ("xml", "XML"), ("json", "JSON")],
                default="csv",
                max_length=4,
            ),
        ),
    ]
