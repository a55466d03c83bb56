from django.db import migrations, models


class Migration(migrations.Migration):
    """Where a partner gave no reference, a column of its file says which report the line is about."""

    dependencies = [("outreach", "0005_trees")]

    operations = [
        migrations.AddField(
            model_name="feedbacklayout",
            name="trace",
            field=models.CharField(blank=True, default="Herkomst", max_length=60),
        ),
    ]
