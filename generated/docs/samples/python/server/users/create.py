import requests

response = requests.post(
    "https://api.hexclave.com/api/v1/users",
    headers={
        "X-Hexclave-Access-Type": "server",
        "X-Hexclave-Project-Id": "<your project UUID>",
        "X-Hexclave-Secret-Server-Key": "ssk_<your secret server key>",
    },
    json={
        "primary_email": "ada@example.com",
        "primary_email_verified": True,
        "primary_email_auth_enabled": True,
        "display_name": "Ada Lovelace",
        "server_metadata": {
            "customer_number": 1815,
        },
        "password": "placeholder-password",
    },
    timeout=30,
)
response.raise_for_status()
print(response.json())
