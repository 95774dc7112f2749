import 'dart:convert';

import 'package:http/http.dart' as http;

Future<void> main() async {
  final response = await http.delete(
    Uri.parse('https://api.hexclave.com/api/v1/auth/sessions/f4b1c7a0-3d52-4f0e-9c55-1b0a2c3d4e5f?user_id=3241a285-8329-4d69-8f3d-316e08cf140c'),
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
