import requests

response = requests.get(
    "https://api.hexclave.com/api/v1/oauth-providers/3241a285-8329-4d69-8f3d-316e08cf140c/a1e7c9d2-4b3f-4c5e-9a8b-7d6e5f4a3b2c",
    headers={
        "X-Hexclave-Access-Type": "client",
        "X-Hexclave-Project-Id": "<your project UUID>",
    },
    timeout=30,
)
response.raise_for_status()
print(response.json())
