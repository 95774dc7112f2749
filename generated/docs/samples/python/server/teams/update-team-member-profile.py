import requests

response = requests.patch(
    "https://api.hexclave.com/api/v1/team-member-profiles/ad962777-8244-496a-b6a2-e0c6a449c79e/3241a285-8329-4d69-8f3d-316e08cf140c",
    headers={
        "X-Hexclave-Access-Type": "server",
        "X-Hexclave-Project-Id": "<your project UUID>",
        "X-Hexclave-Secret-Server-Key": "ssk_<your secret server key>",
    },
    json={
        "display_name": "Countess",
    },
    timeout=30,
)
response.raise_for_status()
print(response.json())
