import requests

response = requests.get(
    "https://api.hexclave.com/api/v1/emails/notification-preference/3241a285-8329-4d69-8f3d-316e08cf140c",
    headers={
        "X-Hexclave-Access-Type": "client",
        "X-Hexclave-Project-Id": "<your project UUID>",
    },
    timeout=30,
)
response.raise_for_status()
print(response.json())
