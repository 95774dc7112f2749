import requests

response = requests.post(
    "https://api.hexclave.com/api/v1/contact-channels",
    headers={
        "X-Hexclave-Access-Type": "client",
        "X-Hexclave-Project-Id": "<your project UUID>",
    },
    json={
        "user_id": "me",
        "value": "ada@example.com",
        "type": "email",
        "used_for_auth": True,
        "is_primary": True,
    },
    timeout=30,
)
response.raise_for_status()
print(response.json())
