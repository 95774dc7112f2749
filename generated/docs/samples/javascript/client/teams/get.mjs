const response = await fetch("https://api.hexclave.com/api/v1/teams/ad962777-8244-496a-b6a2-e0c6a449c79e", {
  headers: {
    "X-Hexclave-Access-Type": "client",
    "X-Hexclave-Project-Id": "<your project UUID>",
  },
});
if (!response.ok) {
  throw new Error(`${response.status} ${await response.text()}`);
}
console.log(await response.json());
