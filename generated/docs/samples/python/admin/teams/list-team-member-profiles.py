import requests

response = requests.get(
    "https://api.hexclave.com/api/v1/team-member-profiles",
    headers={
        "X-Hexclave-Access-Type": "admin",
        "X-Hexclave-Project-Id": "<your project UUID>",
        "X-Hexclave-Super-Secret-Admin-Key": "sak_<your super secret admin key>",
    },
    timeout=30,
)
response.raise_for_status()
print(response.json())
