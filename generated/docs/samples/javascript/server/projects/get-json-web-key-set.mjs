const response = await fetch("https://api.hexclave.com/api/v1/projects/6fbbf22e-f4b2-4c6e-95a1-beab6fa41063/.well-known/jwks.json");
if (!response.ok) {
  throw new Error(`${response.status} ${await response.text()}`);
}
console.log(await response.json());
