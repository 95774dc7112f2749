import requests

response = requests.get(
    "https://api.hexclave.com/api/v1/projects/6fbbf22e-f4b2-4c6e-95a1-beab6fa41063/.well-known/jwks.json",
    timeout=30,
)
response.raise_for_status()
print(response.json())
