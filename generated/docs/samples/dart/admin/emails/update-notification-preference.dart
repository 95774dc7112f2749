import 'dart:convert';

import 'package:http/http.dart' as http;

Future<void> main() async {
  final response = await http.patch(
    Uri.parse('https://api.hexclave.com/api/v1/emails/notification-preference/3241a285-8329-4d69-8f3d-316e08cf140c/c0b1a2d3-e4f5-4a6b-8c7d-9e8f7a6b5c4d'),
    headers: {
      'X-Hexclave-Access-Type': 'admin',
      'X-Hexclave-Project-Id': '<your project UUID>',
      'X-Hexclave-Super-Secret-Admin-Key': 'sak_<your super secret admin key>',
      'Content-Type': 'application/json',
    },
    body: jsonEncode({
      'enabled': false,
    }),
  );
  if (response.statusCode >= 400) {
    throw http.ClientException('${response.statusCode} ${response.body}');
  }
  print(jsonDecode(response.body));
}
