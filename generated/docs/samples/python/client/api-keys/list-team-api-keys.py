import requests

response = requests.get(
    "https://api.hexclave.com/api/v1/team-api-keys?team_id=ad962777-8244-496a-b6a2-e0c6a449c79e",
    headers={
        "X-Hexclave-Access-Type": "client",
        "X-Hexclave-Project-Id": "<your project UUID>",
    },
    timeout=30,
)
response.raise_for_status()
print(response.json())
