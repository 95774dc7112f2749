using System.Text;

using var client = new HttpClient();
using var request = new HttpRequestMessage(HttpMethod.Patch, "https://api.hexclave.com/api/v1/emails/notification-preference/3241a285-8329-4d69-8f3d-316e08cf140c/c0b1a2d3-e4f5-4a6b-8c7d-9e8f7a6b5c4d");
request.Headers.Add("X-Hexclave-Access-Type", "server");
request.Headers.Add("X-Hexclave-Project-Id", "<your project UUID>");
request.Headers.Add("X-Hexclave-Secret-Server-Key", "ssk_<your secret server key>");
request.Content = new StringContent(
    """
    {
      "enabled": false
    }
    """,
    Encoding.UTF8,
    "application/json");

using var response = await client.SendAsync(request);
response.EnsureSuccessStatusCode();
Console.WriteLine(await response.Content.ReadAsStringAsync());
