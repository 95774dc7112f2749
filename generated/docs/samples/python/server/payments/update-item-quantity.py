import requests

response = requests.post(
    "https://api.hexclave.com/api/v1/payments/items/user/3241a285-8329-4d69-8f3d-316e08cf140c/credits/update-quantity?allow_negative=false",
    headers={
        "X-Hexclave-Access-Type": "server",
        "X-Hexclave-Project-Id": "<your project UUID>",
        "X-Hexclave-Secret-Server-Key": "ssk_<your secret server key>",
    },
    json={
        "delta": -5,
        "description": "One image",
    },
    timeout=30,
)
response.raise_for_status()
print(response.json())
