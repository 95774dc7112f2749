const response = await fetch("https://api.hexclave.com/api/v1/auth/otp/sign-in", {
  method: "POST",
  headers: {
    "X-Hexclave-Access-Type": "client",
    "X-Hexclave-Project-Id": "<your project UUID>",
    "Content-Type": "application/json",
  },
  body: JSON.stringify({
    code: "codecodecodecodecodecodecodecodecodecode12345",
  }),
});
if (!response.ok) {
  throw new Error(`${response.status} ${await response.text()}`);
}
console.log(await response.json());
