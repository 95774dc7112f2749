const response = await fetch("https://api.hexclave.com/api/v1/auth/cli/poll", {
  method: "POST",
  headers: {
    "X-Hexclave-Access-Type": "client",
    "X-Hexclave-Project-Id": "<your project UUID>",
    "Content-Type": "application/json",
  },
  body: JSON.stringify({
    polling_code: "polling-code-placeholder",
  }),
});
if (!response.ok) {
  throw new Error(`${response.status} ${await response.text()}`);
}
console.log(await response.json());
