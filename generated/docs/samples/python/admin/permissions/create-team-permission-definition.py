import requests

response = requests.post(
    "https://api.hexclave.com/api/v1/team-permission-definitions",
    headers={
        "X-Hexclave-Access-Type": "admin",
        "X-Hexclave-Project-Id": "<your project UUID>",
        "X-Hexclave-Super-Secret-Admin-Key": "sak_<your super secret admin key>",
    },
    json={
        "id": "billing:manage",
        "description": "May change what is paid.",
        "contained_permission_ids": ["billing:read"],
    },
    timeout=30,
)
response.raise_for_status()
print(response.json())
