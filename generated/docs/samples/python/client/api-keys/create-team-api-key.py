import requests

response = requests.post(
    "https://api.hexclave.com/api/v1/team-api-keys",
    headers={
        "X-Hexclave-Access-Type": "client",
        "X-Hexclave-Project-Id": "<your project UUID>",
    },
    json={
        "description": "Nightly import",
        "expires_at_millis": 1760086400000,
        "is_public": False,
        "team_id": "ad962777-8244-496a-b6a2-e0c6a449c79e",
    },
    timeout=30,
)
response.raise_for_status()
print(response.json())
