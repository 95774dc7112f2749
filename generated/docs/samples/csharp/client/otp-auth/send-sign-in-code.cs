using System.Text;

using var client = new HttpClient();
using var request = new HttpRequestMessage(HttpMethod.Post, "https://api.hexclave.com/api/v1/auth/otp/send-sign-in-code");
request.Headers.Add("X-Hexclave-Access-Type", "client");
request.Headers.Add("X-Hexclave-Project-Id", "<your project UUID>");
request.Content = new StringContent(
    """
    {
      "email": "ada@example.com",
      "callback_url": "https://example.com/sign-in"
    }
    """,
    Encoding.UTF8,
    "application/json");

using var response = await client.SendAsync(request);
response.EnsureSuccessStatusCode();
Console.WriteLine(await response.Content.ReadAsStringAsync());
