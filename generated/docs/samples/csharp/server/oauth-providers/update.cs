using System.Text;

using var client = new HttpClient();
using var request = new HttpRequestMessage(HttpMethod.Patch, "https://api.hexclave.com/api/v1/oauth-providers/3241a285-8329-4d69-8f3d-316e08cf140c/a1e7c9d2-4b3f-4c5e-9a8b-7d6e5f4a3b2c");
request.Headers.Add("X-Hexclave-Access-Type", "server");
request.Headers.Add("X-Hexclave-Project-Id", "<your project UUID>");
request.Headers.Add("X-Hexclave-Secret-Server-Key", "ssk_<your secret server key>");
request.Content = new StringContent(
    """
    {
      "allow_sign_in": true,
      "email": "ada@example.com"
    }
    """,
    Encoding.UTF8,
    "application/json");

using var response = await client.SendAsync(request);
response.EnsureSuccessStatusCode();
Console.WriteLine(await response.Content.ReadAsStringAsync());
