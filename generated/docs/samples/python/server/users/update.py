import requests

response = requests.patch(
    "https://api.hexclave.com/api/v1/users/3241a285-8329-4d69-8f3d-316e08cf140c",
    headers={
        "X-Hexclave-Access-Type": "server",
        "X-Hexclave-Project-Id": "<your project UUID>",
        "X-Hexclave-Secret-Server-Key": "ssk_<your secret server key>",
    },
    json={
        "display_name": "Ada King",
        "server_metadata": {
            "customer_number": 1815,
        },
    },
    timeout=30,
)
response.raise_for_status()
print(response.json())
