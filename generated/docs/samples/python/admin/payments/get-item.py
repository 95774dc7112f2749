import requests

response = requests.get(
    "https://api.hexclave.com/api/v1/payments/items/user/3241a285-8329-4d69-8f3d-316e08cf140c/credits",
    headers={
        "X-Hexclave-Access-Type": "admin",
        "X-Hexclave-Project-Id": "<your project UUID>",
        "X-Hexclave-Super-Secret-Admin-Key": "sak_<your super secret admin key>",
    },
    timeout=30,
)
response.raise_for_status()
print(response.json())
