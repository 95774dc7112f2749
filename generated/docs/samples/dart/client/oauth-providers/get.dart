import 'dart:convert';

import 'package:http/http.dart' as http;

Future<void> main() async {
  final response = await http.get(
    Uri.parse('https://api.hexclave.com/api/v1/oauth-providers/3241a285-8329-4d69-8f3d-316e08cf140c/a1e7c9d2-4b3f-4c5e-9a8b-7d6e5f4a3b2c'),
    headers: {
      'X-Hexclave-Access-Type': 'client',
      'X-Hexclave-Project-Id': '<your project UUID>',
    },
  );
  if (response.statusCode >= 400) {
    throw http.ClientException('${response.statusCode} ${response.body}');
  }
  print(jsonDecode(response.body));
}
