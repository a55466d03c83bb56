from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("outreach", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="round", name="capacity", field=models.PositiveSmallIntegerField(null=True)
        ),
        migrations.AddField(model_name="round", name="cards", field=models.BooleanField(default=False)),
    ]
