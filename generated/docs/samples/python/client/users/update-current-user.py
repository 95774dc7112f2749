import requests

response = requests.patch(
    "https://api.hexclave.com/api/v1/users/me",
    headers={
        "X-Hexclave-Access-Type": "client",
        "X-Hexclave-Project-Id": "<your project UUID>",
    },
    json={
        "display_name": "Ada King",
        "selected_team_id": "ad962777-8244-496a-b6a2-e0c6a449c79e",
    },
    timeout=30,
)
response.raise_for_status()
print(response.json())
