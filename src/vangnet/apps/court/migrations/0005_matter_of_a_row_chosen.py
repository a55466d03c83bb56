from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('court', '0004_forced_settlement'),
    ]

    operations = [
        migrations.AddField(
            model_name='listedrow',
            name='matter_chosen',
            field=models.BooleanField(default=False),
        ),
    ]
