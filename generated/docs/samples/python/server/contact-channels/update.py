import requests

response = requests.patch(
    "https://api.hexclave.com/api/v1/contact-channels/3241a285-8329-4d69-8f3d-316e08cf140c/b3d396b8-c574-4c80-97b3-50031675ceb2",
    headers={
        "X-Hexclave-Access-Type": "server",
        "X-Hexclave-Project-Id": "<your project UUID>",
        "X-Hexclave-Secret-Server-Key": "ssk_<your secret server key>",
    },
    json={
        "is_primary": True,
        "is_verified": True,
    },
    timeout=30,
)
response.raise_for_status()
print(response.json())
