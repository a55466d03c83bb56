from django.db import migrations, models

STATUSES = ("unmapped", "staging", "staged", "waiting", "running", "done", "cancelling", "cancelled", "failed")


class Migration(migrations.Migration):
    dependencies = [("intake", "0001_initial")]

    operations = [
        migrations.AddField(model_name="delivery", name="moved_at", field=models.DateTimeField(null=True)),
        migrations.AlterField(
            model_name="delivery",
            name="status",
            field=models.CharField(
                choices=[(status, status.capitalize()) for status in STATUSES], default="staging", max_length=10
            ),
        ),
    ]
