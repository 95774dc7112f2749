import requests

response = requests.post(
    "https://api.hexclave.com/api/v1/team-invitations/accept/details",
    headers={
        "X-Hexclave-Access-Type": "server",
        "X-Hexclave-Project-Id": "<your project UUID>",
        "X-Hexclave-Secret-Server-Key": "ssk_<your secret server key>",
    },
    json={
        "code": "codecodecodecodecodecodecodecodecodecode12345",
    },
    timeout=30,
)
response.raise_for_status()
print(response.json())
