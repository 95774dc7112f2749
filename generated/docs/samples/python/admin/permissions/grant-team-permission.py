import requests

response = requests.post(
    "https://api.hexclave.com/api/v1/team-permissions/ad962777-8244-496a-b6a2-e0c6a449c79e/3241a285-8329-4d69-8f3d-316e08cf140c/billing%3Aread",
    headers={
        "X-Hexclave-Access-Type": "admin",
        "X-Hexclave-Project-Id": "<your project UUID>",
        "X-Hexclave-Super-Secret-Admin-Key": "sak_<your super secret admin key>",
    },
    json={},
    timeout=30,
)
response.raise_for_status()
print(response.json())
