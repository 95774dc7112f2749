import requests

response = requests.post(
    "https://api.hexclave.com/api/v1/team-invitations/send-code",
    headers={
        "X-Hexclave-Access-Type": "admin",
        "X-Hexclave-Project-Id": "<your project UUID>",
        "X-Hexclave-Super-Secret-Admin-Key": "sak_<your super secret admin key>",
    },
    json={
        "team_id": "ad962777-8244-496a-b6a2-e0c6a449c79e",
        "email": "grace@example.com",
        "callback_url": "https://example.com/join",
    },
    timeout=30,
)
response.raise_for_status()
print(response.json())
