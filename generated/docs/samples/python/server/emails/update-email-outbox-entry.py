import requests

response = requests.patch(
    "https://api.hexclave.com/api/v1/emails/outbox/0b5c1a8e-7a42-4f16-8d0f-6f1f6a0f3c11",
    headers={
        "X-Hexclave-Access-Type": "server",
        "X-Hexclave-Project-Id": "<your project UUID>",
        "X-Hexclave-Secret-Server-Key": "ssk_<your secret server key>",
    },
    json={
        "scheduled_at_millis": 1760007200000,
    },
    timeout=30,
)
response.raise_for_status()
print(response.json())
