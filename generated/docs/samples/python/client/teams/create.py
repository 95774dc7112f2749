import requests

response = requests.post(
    "https://api.hexclave.com/api/v1/teams",
    headers={
        "X-Hexclave-Access-Type": "client",
        "X-Hexclave-Project-Id": "<your project UUID>",
    },
    json={
        "display_name": "Analysts",
        "creator_user_id": "me",
        "client_metadata": {
            "color": "blue",
        },
    },
    timeout=30,
)
response.raise_for_status()
print(response.json())
