from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("outreach", "0002_what_was_asked")]

    operations = [
        migrations.AddField(model_name="feedbacklog", name="told_with", field=models.BigIntegerField(null=True)),
    ]
